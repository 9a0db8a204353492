package io.aula.identity.privacy.export;

import io.aula.identity.account.Viewer;
import io.aula.identity.graphql.UserError;
import io.aula.identity.privacy.RequestPayload;
import io.aula.platform.graphql.Messages;
import io.aula.platform.security.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** One's own data in the graph: that it is asked for, and how far it is. The file itself is fetched beside it. */
@Controller
class ExportController {
    private static final String TYPE = "DataExport";

    private final ExportService exports;

    ExportController(ExportService exports) {
        this.exports = exports;
    }

    @SchemaMapping(typeName = "Viewer", field = "dataExport")
    @Nullable
    DataExport dataExport(Viewer viewer) {
        return exports.of(viewer.user().id()).orElse(null);
    }

    @MutationMapping
    RequestPayload requestDataExport() {
        return switch (exports.ask(Caller.require())) {
            case ExportService.Outcome.Begun(DataExport export) ->
                new RequestPayload(export.id(), ExportService.usuallyReadyBy(export), List.of());
            case ExportService.Outcome.TooSoon(Instant again) -> {
                Duration every = ExportService.EVERY;
                yield RequestPayload.refused(new UserError.ValidationError(
                        "TOO_SOON",
                        Messages.of(
                                "Puedes pedir tus datos una vez cada " + every.toHours() + " horas. La próxima, desde "
                                        + Messages.moment(again) + ".",
                                "You can ask for your data once in " + every.toHours() + " hours. Next time from "
                                        + Messages.moment(again) + " on."),
                        List.of()));
            }
            case ExportService.Outcome.NoLongerIn() ->
                RequestPayload.refused(new UserError.ForbiddenError(
                        "FORBIDDEN",
                        Messages.of(
                                "Tu sesión ha terminado. Entra otra vez.", "Your session has ended. Sign in again."),
                        List.of(),
                        "profile:write"));
        };
    }

    @SchemaMapping(typeName = TYPE, field = "state")
    DataExport.State state(DataExport export) {
        return exports.stateOf(export);
    }

    @SchemaMapping(typeName = TYPE, field = "requestedAt")
    Instant requestedAt(DataExport export) {
        return export.askedAt();
    }

    @SchemaMapping(typeName = TYPE, field = "url")
    @Nullable
    String url(DataExport export) {
        return exports.stateOf(export) == DataExport.State.READY ? ExportDownload.PATH + export.id() : null;
    }
}
