package io.aula.identity.account;

import io.aula.platform.graphql.Given;
import io.aula.platform.text.PlainText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a profile is to change, in the form in which it would be kept. Absent leaves a part as it is; null clears bio,
 * headline and links, as an empty text does, and is refused of what every person has.
 */
record ProfileChange(
        Given<String> displayName,
        Given<String> handle,
        Given<String> bio,
        Given<String> headline,
        Given<String> locale,
        Given<List<ProfileLink>> links,
        Given<String> avatarUploadId) {

    static ProfileChange of(
            Given<String> displayName,
            Given<String> handle,
            Given<String> bio,
            Given<String> headline,
            Given<String> locale,
            Given<List<ProfileLink>> links,
            Given<String> avatarUploadId) {
        return new ProfileChange(
                displayName.map(PlainText::name),
                handle,
                emptyIsNull(bio.map(text -> PlainText.trimmed(PlainText.normalized(text)))),
                emptyIsNull(headline.map(PlainText::name)),
                locale,
                links.map(given -> given.stream().map(ProfileChange::plain).toList()),
                avatarUploadId);
    }

    private static Given<String> emptyIsNull(Given<String> text) {
        return switch (text) {
            case Given.Absent<String> absent -> absent;
            case Given.Value<String>(String value) -> new Given.Value<>(isEmpty(value) ? null : value);
        };
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || PlainText.isBlank(text);
    }

    private static ProfileLink plain(ProfileLink link) {
        return new ProfileLink(PlainText.name(link.label()), PlainText.trimmed(link.url()));
    }
}
