package io.aula.social.moderation;

import org.jspecify.annotations.Nullable;

/** A complaint, as the client says it. */
record ReportInput(
        String targetId, ReportReason reason, @Nullable String note) {}
