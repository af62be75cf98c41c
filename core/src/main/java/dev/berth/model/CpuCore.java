package dev.berth.model;

/**
 * One core of a node that tasks can reserve. Immutable.
 *
 * <p>Built through the builder; the canonical constructor is unstable and grows with new components.
 *
 * @param id the number the operating system gives it
 * @param socketId its socket
 * @param numaNode its memory node
 * @param grade its speed class
 * @param disabled whether tasks may not use it
 * @param cpu what it is worth, in the host's cpu units; by default 1,000
 * @param extras what this version does not know but keeps
 */
public record CpuCore(int id, int socketId, int numaNode, CoreGrade grade, boolean disabled, long cpu, Extras extras) {

    public CpuCore {
        Copies.notNegative(id, "id");
        Copies.notNegative(socketId, "socketId");
        Copies.notNegative(numaNode, "numaNode");
        Copies.notNegative(cpu, "cpu");
    }

    /** Returns a builder with the defaults of all components. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts with the components of this one. */
    public Builder toBuilder() {
        return new Builder()
                .id(id)
                .socketId(socketId)
                .numaNode(numaNode)
                .grade(grade)
                .disabled(disabled)
                .cpu(cpu)
                .extras(extras);
    }

    /** Collects the components of {@link CpuCore}; each setter sets the component of its name. Not thread-safe. */
    public static final class Builder {

        private int id;
        private int socketId;
        private int numaNode;
        private CoreGrade grade = CoreGrade.PERFORMANCE;
        private boolean disabled;
        private long cpu;
        private Extras extras = Extras.none();

        private Builder() {}

        public Builder id(int id) {
            this.id = id;
            return this;
        }

        public Builder socketId(int socketId) {
            this.socketId = socketId;
            return this;
        }

        public Builder numaNode(int numaNode) {
            this.numaNode = numaNode;
            return this;
        }

        public Builder grade(CoreGrade grade) {
            this.grade = grade;
            return this;
        }

        public Builder disabled(boolean disabled) {
            this.disabled = disabled;
            return this;
        }

        public Builder cpu(long cpu) {
            this.cpu = cpu;
            return this;
        }

        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /** Returns the cpu core. */
        public CpuCore build() {
            return new CpuCore(id, socketId, numaNode, grade, disabled, cpu, extras);
        }
    }
}
