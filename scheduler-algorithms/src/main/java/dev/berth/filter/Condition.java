package dev.berth.filter;

import dev.berth.model.Operand;
import org.jspecify.annotations.Nullable;

/** What an operand says about two resolved values; null means that the node lacks the value. Pure. */
@FunctionalInterface
interface Condition {
    boolean holds(@Nullable String left, @Nullable String right);

    /** Returns the condition of an operand; one that is not about two strings always holds here. */
    static Condition of(Operand operand) {
        return switch (operand) {
            case EQUAL -> EqualityConditions::equal;
            case NOT_EQUAL -> EqualityConditions::notEqual;
            case IS_SET -> EqualityConditions::isSet;
            case IS_NOT_SET -> EqualityConditions::isNotSet;
            case LESS -> (left, right) -> OrderConditions.holds(left, right, order -> order < 0);
            case LESS_OR_EQUAL -> (left, right) -> OrderConditions.holds(left, right, order -> order <= 0);
            case GREATER -> (left, right) -> OrderConditions.holds(left, right, order -> order > 0);
            case GREATER_OR_EQUAL -> (left, right) -> OrderConditions.holds(left, right, order -> order >= 0);
            case SET_CONTAINS_ALL -> SetConditions::containsAll;
            case SET_CONTAINS_ANY -> SetConditions::containsAny;
            case REGEXP -> new RegexpCondition();
            case VERSION -> VersionCondition.version();
            case SEMVER -> VersionCondition.semver();
            default -> (left, right) -> true;
        };
    }
}
