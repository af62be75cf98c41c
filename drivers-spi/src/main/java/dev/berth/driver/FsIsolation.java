package dev.berth.driver;

/** Which files a task sees. May grow: keep a default branch. */
public enum FsIsolation {
    /** Those of the machine. */
    NONE,
    /** A directory made for the task from parts of the machine's files. */
    CHROOT,
    /** Those of an image. */
    IMAGE
}
