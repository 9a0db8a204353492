package io.aula.identity.account;

import io.aula.platform.graphql.Given;
import io.aula.platform.id.Ids;
import io.aula.platform.text.PlainText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a profile may hold. Pure, so that sign-up and profile page refuse the same things. */
public final class ProfileRules {
    static final Set<String> LOCALES = Set.of("es", "en");
    private static final Pattern HANDLE = Pattern.compile("[a-z0-9][a-z0-9_]{1,29}");
    private static final int LONGEST_NAME = 80;
    private static final int LINKS = 4;

    private ProfileRules() {}

    /** {@code text} as {@link PlainText#name} gives it. */
    public static boolean isDisplayName(String text) {
        return !PlainText.isBlank(text) && text.length() <= LONGEST_NAME;
    }

    static Optional<ProfileOutcome.Invalid> refuse(ProfileChange change) {
        return Stream.of(
                        check(
                                change.displayName(),
                                "displayName",
                                "profile.displayName.invalid",
                                isGood(ProfileRules::isDisplayName)),
                        check(change.handle(), "handle", "profile.handle.invalid", isGood(HANDLE.asMatchPredicate())),
                        check(change.bio(), "bio", "profile.bio.tooLong", isShort(4_000)),
                        check(change.headline(), "headline", "profile.headline.tooLong", isShort(120)),
                        check(change.locale(), "locale", "profile.locale.unknown", isGood(LOCALES::contains)),
                        check(
                                change.links(),
                                "links",
                                "profile.links.invalid",
                                links -> links == null || areLinks(links)),
                        check(
                                change.avatarUploadId(),
                                "avatarUploadId",
                                "profile.photo.unknown",
                                id -> id == null || Ids.is("upl", id)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static <T> Optional<ProfileOutcome.Invalid> check(
            Given<T> given, String field, String rule, Predicate<@Nullable T> isAllowed) {
        return given instanceof Given.Value<T>(T value) && !isAllowed.test(value)
                ? Optional.of(new ProfileOutcome.Invalid(field, rule))
                : Optional.empty();
    }

    /** For what every person has: null is no value of it. */
    private static Predicate<@Nullable String> isGood(Predicate<String> rule) {
        return text -> text != null && rule.test(text);
    }

    private static Predicate<@Nullable String> isShort(int longest) {
        return text -> text == null || text.length() <= longest;
    }

    private static boolean areLinks(List<ProfileLink> links) {
        return links.size() <= LINKS
                && links.stream()
                        .allMatch(link -> !PlainText.isBlank(link.label())
                                && link.label().length() <= 40
                                && isWebAddress(link.url()));
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
}
