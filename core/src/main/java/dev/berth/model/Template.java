package dev.berth.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A file that is rendered into a task's directory, again when what it depends on changes.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param sourcePath the file with the template; default empty
 * @param destPath where the result goes, relative to the task's directory; must be given
 * @param embedded the template itself, instead of sourcePath; default empty
 * @param changeMode restart, signal, script or noop: what happens when the result changes; default restart
 * @param changeSignal the signal for changeMode signal; default empty
 * @param changeScript what runs for changeMode script; default null
 * @param splay the longest random pause before the change takes effect; default 5 s
 * @param once whether it is rendered only once; default false
 * @param perms the file's mode, octal; default 0644
 * @param uid the owner's number; default null: the task's user
 * @param gid the group's number; default null: the task's user
 * @param leftDelim what opens an action; default {{
 * @param rightDelim what closes an action; default }}
 * @param envvars whether the result is read as KEY=value lines into the environment; default false
 * @param waitFor how long it waits for further changes; default null: as the node is configured
 * @param errorOnMissingKey whether a missing key is an error; default false
 * @param extras what this version does not know but keeps; default none
 */
public record Template(
        String sourcePath,
        String destPath,
        String embedded,
        String changeMode,
        String changeSignal,
        @Nullable ChangeScript changeScript,
        Duration splay,
        boolean once,
        String perms,
        @Nullable Integer uid,
        @Nullable Integer gid,
        String leftDelim,
        String rightDelim,
        boolean envvars,
        @Nullable TemplateWait waitFor,
        boolean errorOnMissingKey,
        Extras extras) {

    public Template {
        Copies.present(sourcePath, "sourcePath");
        Copies.present(destPath, "destPath");
        Copies.present(embedded, "embedded");
        Copies.present(changeMode, "changeMode");
        Copies.present(changeSignal, "changeSignal");
        Copies.present(splay, "splay");
        Copies.present(perms, "perms");
        Copies.present(leftDelim, "leftDelim");
        Copies.present(rightDelim, "rightDelim");
        Copies.present(extras, "extras");
    }

    /** Starts a template; every other component begins at the default that its description names. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder()
                .sourcePath(sourcePath)
                .destPath(destPath)
                .embedded(embedded)
                .changeMode(changeMode)
                .changeSignal(changeSignal)
                .changeScript(changeScript)
                .splay(splay)
                .once(once)
                .perms(perms)
                .uid(uid)
                .gid(gid)
                .leftDelim(leftDelim)
                .rightDelim(rightDelim)
                .envvars(envvars)
                .waitFor(waitFor)
                .errorOnMissingKey(errorOnMissingKey)
                .extras(extras);
    }

    /** Builds a {@link Template}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private String sourcePath = "";
        private String destPath = "";
        private String embedded = "";
        private String changeMode = "restart";
        private String changeSignal = "";
        private @Nullable ChangeScript changeScript;
        private Duration splay = Duration.ofSeconds(5);
        private boolean once = false;
        private String perms = "0644";
        private @Nullable Integer uid;
        private @Nullable Integer gid;
        private String leftDelim = "{{";
        private String rightDelim = "}}";
        private boolean envvars = false;
        private @Nullable TemplateWait waitFor;
        private boolean errorOnMissingKey = false;
        private Extras extras = Extras.none();

        private Builder() {}

        /** Sets {@link Template#sourcePath()}. */
        public Builder sourcePath(String sourcePath) {
            this.sourcePath = sourcePath;
            return this;
        }

        /** Sets {@link Template#destPath()}. */
        public Builder destPath(String destPath) {
            this.destPath = destPath;
            return this;
        }

        /** Sets {@link Template#embedded()}. */
        public Builder embedded(String embedded) {
            this.embedded = embedded;
            return this;
        }

        /** Sets {@link Template#changeMode()}. */
        public Builder changeMode(String changeMode) {
            this.changeMode = changeMode;
            return this;
        }

        /** Sets {@link Template#changeSignal()}. */
        public Builder changeSignal(String changeSignal) {
            this.changeSignal = changeSignal;
            return this;
        }

        /** Sets {@link Template#changeScript()}. */
        public Builder changeScript(@Nullable ChangeScript changeScript) {
            this.changeScript = changeScript;
            return this;
        }

        /** Sets {@link Template#splay()}. */
        public Builder splay(Duration splay) {
            this.splay = splay;
            return this;
        }

        /** Sets {@link Template#once()}. */
        public Builder once(boolean once) {
            this.once = once;
            return this;
        }

        /** Sets {@link Template#perms()}. */
        public Builder perms(String perms) {
            this.perms = perms;
            return this;
        }

        /** Sets {@link Template#uid()}. */
        public Builder uid(@Nullable Integer uid) {
            this.uid = uid;
            return this;
        }

        /** Sets {@link Template#gid()}. */
        public Builder gid(@Nullable Integer gid) {
            this.gid = gid;
            return this;
        }

        /** Sets {@link Template#leftDelim()}. */
        public Builder leftDelim(String leftDelim) {
            this.leftDelim = leftDelim;
            return this;
        }

        /** Sets {@link Template#rightDelim()}. */
        public Builder rightDelim(String rightDelim) {
            this.rightDelim = rightDelim;
            return this;
        }

        /** Sets {@link Template#envvars()}. */
        public Builder envvars(boolean envvars) {
            this.envvars = envvars;
            return this;
        }

        /** Sets {@link Template#waitFor()}. */
        public Builder waitFor(@Nullable TemplateWait waitFor) {
            this.waitFor = waitFor;
            return this;
        }

        /** Sets {@link Template#errorOnMissingKey()}. */
        public Builder errorOnMissingKey(boolean errorOnMissingKey) {
            this.errorOnMissingKey = errorOnMissingKey;
            return this;
        }

        /** Sets {@link Template#extras()}. */
        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /**
         * Returns the template.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public Template build() {
            return new Template(
                    sourcePath,
                    destPath,
                    embedded,
                    changeMode,
                    changeSignal,
                    changeScript,
                    splay,
                    once,
                    perms,
                    uid,
                    gid,
                    leftDelim,
                    rightDelim,
                    envvars,
                    waitFor,
                    errorOnMissingKey,
                    extras);
        }
    }
}
