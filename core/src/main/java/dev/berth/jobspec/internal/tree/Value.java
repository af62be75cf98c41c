package dev.berth.jobspec.internal.tree;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an expression evaluates to. Immutable; equal when of equal content. */
public sealed interface Value {

    /** Returns the name of the kind of value, for messages: "a string", "a number". */
    String kind();

    /**
     * Returns how many values this one holds, itself included, shared ones counted each time: what it costs to go through it. A
     * few lines can build a value of 2^60 by sharing, so whoever goes through values looks here first.
     */
    default long weight() {
        return 1;
    }

    /** What the weight of a value is counted to at most. */
    long HEAVIEST = Long.MAX_VALUE / 4;

    /**
     * A text. {@code runtime} says that it holds interpolations such as <code>${attr.kernel.name}</code> that only the node can
     * fill in, so that looking into it would give a wrong answer.
     */
    record Text(String text, boolean runtime) implements Value {
        /** Creates a text that is known completely. */
        public Text(String text) {
            this(text, false);
        }

        @Override
        public String kind() {
            return "a string";
        }
    }

    /** A number, exact. Stripped of trailing zeros, so that 1 and 1.0 are equal. */
    record Num(BigDecimal number) implements Value {
        public Num {
            number = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        }

        /** Creates a whole number. */
        public Num(long number) {
            this(BigDecimal.valueOf(number));
        }

        /** Returns whether the number is whole and fits 64 bits. */
        public boolean isLong() {
            return number.scale() <= 0 && number.precision() - number.scale() <= 19 && fitsLong();
        }

        private boolean fitsLong() {
            return number.toBigInteger().bitLength() < 64;
        }

        @Override
        public String kind() {
            return "a number";
        }
    }

    /** True or false. */
    record Bool(boolean truth) implements Value {
        @Override
        public String kind() {
            return "a bool";
        }
    }

    /** A list, set or tuple. */
    final class Items implements Value {
        private final List<Value> items;
        private final long weight;

        public Items(List<? extends Value> items) {
            this.items = List.copyOf(items);
            this.weight = 1 + Items.sum(this.items);
        }

        private static long sum(Collection<Value> values) {
            long sum = 0;
            for (Value value : values) {
                sum = Math.min(HEAVIEST, sum + value.weight());
            }
            return sum;
        }

        /** Returns the elements in order. */
        public List<Value> items() {
            return items;
        }

        @Override
        public long weight() {
            return weight;
        }

        @Override
        public String kind() {
            return "a list";
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Items that && weight == that.weight && items.equals(that.items);
        }

        @Override
        public int hashCode() {
            return items.hashCode();
        }
    }

    /** A map or object, in the order of definition. */
    final class Fields implements Value {
        private final Map<String, Value> fields;
        private final long weight;

        public Fields(Map<String, ? extends Value> fields) {
            this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
            this.weight = 1 + Items.sum(this.fields.values());
        }

        /** Returns the fields in the order of definition. */
        public Map<String, Value> fields() {
            return fields;
        }

        @Override
        public long weight() {
            return weight;
        }

        @Override
        public String kind() {
            return "a map";
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Fields that && weight == that.weight && fields.equals(that.fields);
        }

        @Override
        public int hashCode() {
            return fields.hashCode();
        }
    }

    /** No value: the attribute counts as not written. */
    record Null() implements Value {
        @Override
        public String kind() {
            return "null";
        }
    }

    /** No value. */
    Value NULL = new Null();

    /** Returns the value for a Java truth. */
    static Value of(boolean truth) {
        return new Bool(truth);
    }

    /** Returns the value for a Java text that is known completely. */
    static Value of(String text) {
        return new Text(text);
    }

    /** Returns the value for a whole number. */
    static Value of(long number) {
        return new Num(number);
    }
}
