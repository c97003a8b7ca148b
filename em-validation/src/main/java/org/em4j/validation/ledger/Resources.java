package org.em4j.validation.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import org.em4j.core.data.InvalidDataException;

/** Papers and data that travel with this module, in a directory of classes or in its jar. */
public final class Resources {
    private Resources() {}

    /**
     * The path of a resource such as {@code papers/em-3695/paper.md}.
     *
     * @throws InvalidDataException if there is none
     */
    public static Path path(String name) {
        URL found = Resources.class.getResource("/" + name);
        if (found == null) {
            throw new InvalidDataException("there is no " + name + " among the papers and data of this build");
        }
        try {
            URI uri = found.toURI();
            return uri.getScheme().equals("jar") ? inside(uri) : Path.of(uri);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A path inside a jar, whose file system stays open: others may be reading it. */
    private static Path inside(URI uri) {
        FileSystem jar;
        try {
            jar = FileSystems.newFileSystem(uri, Map.of());
        } catch (FileSystemAlreadyExistsException e) {
            jar = FileSystems.getFileSystem(uri);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String whole = uri.toString();
        return jar.getPath(whole.substring(whole.indexOf("!/") + 1));
    }
}
