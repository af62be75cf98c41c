package dev.berth.state.internal;

import dev.berth.model.ClientStatus;
import dev.berth.state.JobSummary;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;

/** Counts per group of a job: allocations by client status, and what is queued. Confined to the edit that copied it. */
public final class GroupCounts {
    private static final ClientStatus[] STATUSES = ClientStatus.values();
    private static final int QUEUED = STATUSES.length;
    private static final int WIDTH = STATUSES.length + 1;

    private static final JobSummary.Group NOTHING = new JobSummary.Group(0, 0, 0, 0, 0, 0, 0);

    private String[] groups; // ascending
    private int[] counts; // [group * WIDTH + client status, or QUEUED]

    GroupCounts() {
        groups = new String[0];
        counts = new int[0];
    }

    GroupCounts(GroupCounts from) {
        groups = from.groups;
        counts = from.counts.clone();
    }

    void add(String group, ClientStatus status, int number) {
        int row = rowOf(group); // first, for it may replace the array
        counts[row * WIDTH + status.ordinal()] += number;
    }

    void queued(String group, int number) {
        int row = rowOf(group);
        counts[row * WIDTH + QUEUED] = number;
    }

    /** Forgets what was queued. */
    void clearQueued() {
        for (int row = 0; row < groups.length; row++) {
            counts[row * WIDTH + QUEUED] = 0;
        }
    }

    private int rowOf(String group) {
        int row = Arrays.binarySearch(groups, group);
        return row >= 0 ? row : insert(-1 - row, group);
    }

    private int insert(int row, String group) {
        String[] moreGroups = new String[groups.length + 1];
        System.arraycopy(groups, 0, moreGroups, 0, row);
        moreGroups[row] = group;
        System.arraycopy(groups, row, moreGroups, row + 1, groups.length - row);
        int[] moreCounts = new int[counts.length + WIDTH];
        System.arraycopy(counts, 0, moreCounts, 0, row * WIDTH);
        System.arraycopy(counts, row * WIDTH, moreCounts, (row + 1) * WIDTH, counts.length - row * WIDTH);
        groups = moreGroups;
        counts = moreCounts;
        return row;
    }

    /** Calls the action for each group with something queued, by name. */
    public void forEachQueued(ObjIntConsumer<String> action) {
        for (int row = 0; row < groups.length; row++) {
            int queued = counts[row * WIDTH + QUEUED];
            if (queued != 0) {
                action.accept(groups[row], queued);
            }
        }
    }

    /** Returns the counts of the given groups and of all others that count something. */
    SortedMap<String, JobSummary.Group> toGroups(Iterable<String> always) {
        SortedMap<String, JobSummary.Group> all = new TreeMap<>();
        always.forEach(group -> all.put(group, NOTHING));
        for (int row = 0; row < groups.length; row++) {
            JobSummary.Group group = toGroup(row * WIDTH);
            if (!group.equals(NOTHING)) {
                all.put(groups[row], group);
            }
        }
        return all;
    }

    private JobSummary.Group toGroup(int at) {
        return new JobSummary.Group(
                counts[at + QUEUED],
                counts[at + ClientStatus.PENDING.ordinal()],
                counts[at + ClientStatus.RUNNING.ordinal()],
                counts[at + ClientStatus.FAILED.ordinal()],
                counts[at + ClientStatus.COMPLETE.ordinal()],
                counts[at + ClientStatus.LOST.ordinal()],
                counts[at + ClientStatus.UNKNOWN.ordinal()]);
    }
}
