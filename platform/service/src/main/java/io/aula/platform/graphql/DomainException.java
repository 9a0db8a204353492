package io.aula.platform.graphql;

/** A client's mistake that belongs in the answer's {@code errors}: the message is shown as it is. */
public final class DomainException extends RuntimeException {
    private final String code;

    /** @param code stable, SCREAMING_SNAKE, for example NOT_FOUND or BAD_USER_INPUT */
    public DomainException(String code, String message) {
        super(message);
        this.code = code;
    }

    public static DomainException notFound(String message) {
        return new DomainException("NOT_FOUND", message);
    }

    public static DomainException badInput(String message) {
        return new DomainException("BAD_USER_INPUT", message);
    }

    /** A store behind the service does not answer now; asking again later may help. */
    public static DomainException unavailable(String message) {
        return new DomainException("UNAVAILABLE", message);
    }

    public String code() {
        return code;
    }
}
