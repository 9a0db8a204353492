package io.aula.courses.graphql;

/** Carries a user error out of a transaction, which rolls back; the controller turns it into a payload. */
public final class Refusal extends RuntimeException {
    private final transient UserError error;

    public Refusal(UserError error) {
        super(error.code(), null, false, false);
        this.error = error;
    }

    public UserError error() {
        return error;
    }
}
