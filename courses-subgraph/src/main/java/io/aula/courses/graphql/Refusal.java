package io.aula.courses.graphql;

import java.util.List;

/** Carries user errors out of a transaction, which rolls back; the controller turns them into a payload. */
public final class Refusal extends RuntimeException {
    private final transient List<UserError> errors;

    public Refusal(UserError error) {
        this(List.of(error));
    }

    public Refusal(List<UserError> errors) {
        super(errors.getFirst().code(), null, false, false);
        this.errors = List.copyOf(errors);
    }

    public List<UserError> errors() {
        return errors;
    }
}
