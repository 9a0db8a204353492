package io.aula.identity.mail;

import java.util.regex.Pattern;

/**
 * What people typed, such as names and titles, so that no mail program makes a link of it: a title "evil.example" would be one that
 * we sent. A word joiner (U+2060) is not seen, and no host or address can hold one (RFC 5892).
 */
public final class UnlinkedText {
    private static final Pattern JOINT = Pattern.compile("(?<=\\S)(?=[.。．｡@:/]\\S)");

    private UnlinkedText() {}

    public static String of(String text) {
        return JOINT.matcher(text).replaceAll("\u2060");
    }
}
