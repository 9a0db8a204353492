package io.aula.identity.account.visit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a visitor typed on one page and wants to find on the next; kept in their session, a password never. */
public final class Visit {
    private static final String TYPED = "aula.typed";
    private static final String FAULTS = "aula.faults";
    private static final String SIGN_UP = "aula.sign-up";
    private static final String TYPED_HERE = "aula.sign-ups-typed";
    private static final int LONGEST = 400;
    /** Sign-ups that one browser is known to have begun; more than anybody's mails. */
    private static final int MOST = 10;

    private Visit() {}

    /** The fields of the forms. */
    public record Typed(String displayName, String address) {
        static final Typed NOTHING = new Typed("", "");
    }

    public static Typed typed(HttpServletRequest request) {
        return read(request, TYPED, Typed.class).orElse(Typed.NOTHING);
    }

    /** A field that was not on the form (null) keeps what was typed elsewhere. */
    public static void type(HttpServletRequest request, @Nullable String displayName, @Nullable String address) {
        Typed before = typed(request);
        request.getSession()
                .setAttribute(
                        TYPED,
                        new Typed(bounded(displayName, before.displayName()), bounded(address, before.address())));
    }

    /** Names of the fields to show as wrong on the page that comes next. */
    public static void refuse(HttpServletRequest request, List<String> faults) {
        request.getSession().setAttribute(FAULTS, List.copyOf(faults));
    }

    /** What {@link #refuse} kept, once. */
    @SuppressWarnings("unchecked")
    public static List<String> takeFaults(HttpServletRequest request) {
        Optional<List<String>> faults = read(request, FAULTS, List.class).map(list -> (List<String>) list);
        faults.ifPresent(shown -> request.getSession().removeAttribute(FAULTS));
        return faults.orElse(List.of());
    }

    /** Remembers which sign-up this visitor waits to confirm. */
    public static void await(HttpServletRequest request, String reference) {
        request.getSession().setAttribute(SIGN_UP, reference);
    }

    /** The sign-up that {@link #await} kept. */
    public static Optional<String> awaited(HttpServletRequest request) {
        return read(request, SIGN_UP, String.class);
    }

    /** The password of this sign-up was typed in this browser. */
    public static void typedHere(HttpServletRequest request, String reference) {
        Set<String> known = new LinkedHashSet<>(typedHere(request));
        known.add(reference);
        List<String> newest = List.copyOf(known);
        request.getSession()
                .setAttribute(
                        TYPED_HERE, List.copyOf(newest.subList(Math.max(0, newest.size() - MOST), newest.size())));
    }

    /** Whether it was: mails go to whoever has an address, and anybody can have one sent. */
    public static boolean isTypedHere(HttpServletRequest request, String reference) {
        return typedHere(request).contains(reference);
    }

    @SuppressWarnings("unchecked")
    private static List<String> typedHere(HttpServletRequest request) {
        return read(request, TYPED_HERE, List.class)
                .map(list -> (List<String>) list)
                .orElse(List.of());
    }

    /** Seconds that an address of ours tells a page to show; null when it is none. */
    public static @Nullable Integer seconds(@Nullable String text) {
        return text != null && text.matches("\\d{1,5}") ? Integer.valueOf(text) : null;
    }

    private static <T> Optional<T> read(HttpServletRequest request, String name, Class<T> type) {
        HttpSession session = request.getSession(false);
        return session == null ? Optional.empty() : Optional.ofNullable(type.cast(session.getAttribute(name)));
    }

    private static String bounded(@Nullable String typed, String before) {
        if (typed == null) {
            return before;
        }
        return typed.length() > LONGEST ? typed.substring(0, LONGEST) : typed;
    }
}
