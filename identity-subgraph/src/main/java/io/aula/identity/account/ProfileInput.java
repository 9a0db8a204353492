package io.aula.identity.account;

import io.aula.platform.graphql.Given;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;

/** {@code UpdateProfileInput} as it came: absent, null and a value are three things. */
record ProfileInput(
        ArgumentValue<String> displayName,
        ArgumentValue<String> handle,
        ArgumentValue<String> bio,
        ArgumentValue<String> headline,
        ArgumentValue<String> locale,
        ArgumentValue<List<ProfileLink>> links,
        ArgumentValue<String> avatarUploadId) {

    ProfileChange change() {
        return ProfileChange.of(
                given(displayName, Function.identity()),
                given(handle, Function.identity()),
                given(bio, Function.identity()),
                given(headline, Function.identity()),
                given(locale, Function.identity()),
                given(links, List::copyOf),
                given(avatarUploadId, Function.identity()));
    }

    private static <T> Given<T> given(@Nullable ArgumentValue<T> argument, Function<T, T> copy) {
        return argument == null
                ? new Given.Absent<>()
                : Given.<T>of(!argument.isOmitted(), argument.value()).map(copy);
    }
}
