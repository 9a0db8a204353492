package io.aula.gateway.policy.auth;

import java.util.List;
import java.util.Set;

/** What a caller must have: be known, and for each of {@code scopes} all scopes of at least one of its sets. */
record Requirement(boolean authenticated, List<List<Set<String>>> scopes, boolean undecidable) {

    static final Requirement NONE = new Requirement(false, List.of(), false);

    Requirement and(Requirement other) {
        if (other.equals(NONE)) {
            return this;
        }
        var all = new java.util.ArrayList<>(scopes);
        all.addAll(other.scopes);
        return new Requirement(
                authenticated || other.authenticated,
                List.copyOf(new java.util.LinkedHashSet<>(all)),
                undecidable || other.undecidable);
    }

    boolean metBy(Caller caller) {
        if (undecidable || authenticated && caller.isAnonymous()) {
            return false;
        }
        return scopes.stream().allMatch(choices -> choices.stream().anyMatch(caller.scopes()::containsAll));
    }

    /** Scopes that would help, from the choice the caller is nearest to. */
    List<String> missing(Caller caller) {
        return scopes.stream()
                .filter(choices -> choices.stream().noneMatch(caller.scopes()::containsAll))
                .flatMap(choices -> choices.stream()
                        .map(choice -> choice.stream()
                                .filter(scope -> !caller.scopes().contains(scope))
                                .sorted()
                                .toList())
                        .min(java.util.Comparator.comparingInt(List::size))
                        .stream())
                .flatMap(List::stream)
                .distinct()
                .toList();
    }
}
