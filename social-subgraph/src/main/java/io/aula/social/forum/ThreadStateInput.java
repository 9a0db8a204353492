package io.aula.social.forum;

import org.jspecify.annotations.Nullable;

/** How a thread is to stand; what is not given stays. */
record ThreadStateInput(
        String threadId, @Nullable Boolean pinned, @Nullable Boolean locked) {}
