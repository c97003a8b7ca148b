package org.em4j.benchmark.peer;

import java.util.LinkedHashMap;
import java.util.Map;

/** All that are compared. */
public final class Peers {
    private Peers() {}

    /** By the name on the command line; this library first. */
    public static Map<String, Peer> all() {
        Map<String, Peer> all = new LinkedHashMap<>();
        all.put("em4j", new Em4j());
        all.put("smile", new SmileMixture());
        all.put("elki", new ElkiMixture());
        all.put("commons-math3", new CommonsMathMixture());
        all.put("weka", new WekaMixture());
        all.put("jsat", new JsatMixture());
        return all;
    }
}
