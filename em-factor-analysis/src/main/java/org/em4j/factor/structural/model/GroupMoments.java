package org.em4j.factor.structural.model;

import java.util.List;
import org.em4j.core.distribution.Moments;
import org.em4j.core.model.Statistics;

/**
 * Expected moments of the columns and the latent variables together, group by group.
 *
 * @param groups the moments of each
 */
public record GroupMoments(List<Moments> groups) implements Statistics<GroupMoments> {
    private static final long serialVersionUID = 1;

    @Override
    public GroupMoments addScaled(double scale, GroupMoments other) {
        for (int g = 0; g < groups.size(); g++) {
            groups.get(g).addScaled(scale, other.groups.get(g));
        }
        return this;
    }
}
