package io.aula.identity.account;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a profile may hold. Pure, so that sign-up and profile page refuse the same things. */
public final class ProfileRules {
    static final Set<String> LOCALES = Set.of("es", "en");
    private static final Pattern HANDLE = Pattern.compile("[a-z0-9][a-z0-9_]{1,29}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"]{1,64}@[^\\s@<>\"]{1,189}\\.[^\\s@<>\".]{2,}");
    private static final int LINKS = 4;

    private ProfileRules() {}

    public static boolean isDisplayName(String text) {
        return !text.isBlank() && text.length() <= 80 && text.chars().noneMatch(Character::isISOControl);
    }

    public static boolean isEmail(String text) {
        return text.length() <= 254 && EMAIL.matcher(text).matches();
    }

    static Optional<ProfileOutcome.Invalid> refuse(ProfileChange change) {
        if (change.displayName() != null && !isDisplayName(change.displayName())) {
            return invalid("displayName", "profile.displayName.invalid");
        }
        if (change.handle() != null && !HANDLE.matcher(change.handle()).matches()) {
            return invalid("handle", "profile.handle.invalid");
        }
        if (change.bio() != null && change.bio().length() > 4_000) {
            return invalid("bio", "profile.bio.tooLong");
        }
        if (change.headline() != null && change.headline().length() > 120) {
            return invalid("headline", "profile.headline.tooLong");
        }
        if (change.locale() != null && !LOCALES.contains(change.locale())) {
            return invalid("locale", "profile.locale.unknown");
        }
        if (change.links() != null && !areLinks(change.links())) {
            return invalid("links", "profile.links.invalid");
        }
        return Optional.empty();
    }

    private static boolean areLinks(List<ProfileLink> links) {
        return links.size() <= LINKS
                && links.stream()
                        .allMatch(link ->
                                !link.label().isBlank() && link.label().length() <= 40 && isWebAddress(link.url()));
    }

    /** Only http and https: a javascript: link on a public profile would run as the reader. */
    private static boolean isWebAddress(String url) {
        try {
            URI uri = new URI(url);
            return url.length() <= 500
                    && uri.getHost() != null
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (URISyntaxException refused) {
            return false;
        }
    }

    private static Optional<ProfileOutcome.Invalid> invalid(String field, String rule) {
        return Optional.of(new ProfileOutcome.Invalid(field, rule));
    }
}
