package io.aula.identity.account;

/** The id of a person, {@code usr_} and 26 characters. */
public record AccountId(String value) {
    static final String PREFIX = "usr";

    public AccountId {
        if (!value.startsWith("usr_") || value.length() > 40) {
            throw new IllegalArgumentException("Not a user id");
        }
    }

    /** True for text that can be an id, so that hostile input is "not found" rather than a fault. */
    public static boolean isWellFormed(String text) {
        return text.startsWith("usr_") && text.length() <= 40;
    }

    @Override
    public String toString() {
        return value;
    }
}
