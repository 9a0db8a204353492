package io.aula.gateway.operation;

import graphql.language.Field;

/**
 * Response keys as plans use them. A client may call anything {@code __typename}; between here and the response such a field has
 * another key, because what stands under that name in an answer says of what type an object is.
 */
public final class ResponseKeys {

    private static final String TYPENAME = "__typename";
    /** With which begin the names that requests have and responses do not. */
    private static final String OURS = "_aula_";

    private static final String CALLED_TYPENAME = OURS + "called_typename";

    private ResponseKeys() {}

    static String of(Field field) {
        var key = field.getResultKey();
        return key.equals(TYPENAME) && !field.getName().equals(TYPENAME) ? CALLED_TYPENAME : key;
    }

    /** The key as the client wrote it. */
    public static String shown(String key) {
        return key.equals(CALLED_TYPENAME) ? TYPENAME : key;
    }

    /** Whether the key is none of a client's. */
    public static boolean isOurs(String key) {
        return key.startsWith(OURS);
    }
}
