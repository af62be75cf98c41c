package dev.berth.host;

/**
 * What a {@link FileCommandLog} found when it was opened.
 *
 * @param snapshotPosition position of the snapshot that was restored, 0 when there was none
 * @param entriesReplayed how many entries behind the snapshot were applied
 * @param lastPosition position of the last entry, 0 for an empty log
 * @param bytesCut how many bytes of an entry that was being written at a crash were cut off; 0 after a clean end. Such an
 *     entry was never answered as committed
 */
public record RecoveryReport(long snapshotPosition, long entriesReplayed, long lastPosition, long bytesCut) {

    /** Returns one sentence for a start-up log. */
    public String sentence() {
        String cut = bytesCut == 0
                ? ""
                : " Cut %,d bytes of an unfinished entry that was never confirmed.".formatted(bytesCut);
        return "Recovered to position %d: snapshot at %d, %d entries replayed.%s"
                .formatted(lastPosition, snapshotPosition, entriesReplayed, cut);
    }
}
