package io.aula.identity.account;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a profile is to change; null leaves a part as it is. */
record ProfileChange(
        @Nullable String displayName,
        @Nullable String handle,
        @Nullable String bio,
        @Nullable String headline,
        @Nullable String locale,
        @Nullable List<ProfileLink> links) {}
