package io.aula.gateway.policy.limit;

/** The most an operation may cost by {@code @cost} and {@code @listSize}, and how long lists are that say nothing of it. */
public record CostLimit(long maximum, int listSize) {

    /** What a list is taken for if nobody says otherwise. */
    public static final int LIST_SIZE = 10;
}
