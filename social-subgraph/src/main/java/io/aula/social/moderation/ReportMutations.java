package io.aula.social.moderation;

import io.aula.platform.security.Caller;
import io.aula.social.graphql.UserError;
import io.aula.social.moderation.ModerationService.Result;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Reports as they are made, decided and objected to. */
@Controller
class ReportMutations {
    private final ModerationService service;

    ReportMutations(ModerationService service) {
        this.service = service;
    }

    record ReportPayload(@Nullable Report report, List<UserError> userErrors) {}

    @MutationMapping
    ReportPayload report(@Argument ReportInput input) {
        return payload(service.report(Caller.require(), input));
    }

    @MutationMapping
    ReportPayload resolveReport(@Argument String id, @Argument boolean uphold, @Argument @Nullable String note) {
        return payload(service.resolve(Caller.require(), id, uphold, note));
    }

    @MutationMapping
    ReportPayload reopenReport(@Argument String id) {
        return payload(service.reopen(Caller.require(), id));
    }

    @MutationMapping
    ReportPayload appealReport(@Argument String id, @Argument String text) {
        return payload(service.appeal(Caller.require(), id, text));
    }

    private static ReportPayload payload(Result result) {
        return switch (result) {
            case Result.Done(Report report) -> new ReportPayload(report, List.of());
            case Result.Refused(Refusal why) -> new ReportPayload(null, List.of(Refusals.error(why)));
        };
    }
}
