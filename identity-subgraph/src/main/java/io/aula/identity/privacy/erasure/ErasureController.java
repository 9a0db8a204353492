package io.aula.identity.privacy.erasure;

import io.aula.identity.graphql.UserError;
import io.aula.identity.privacy.RequestPayload;
import io.aula.platform.graphql.Messages;
import io.aula.platform.page.Connection;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** The end of accounts in the graph: for who wants it, and for staff who see how far it is. */
@Controller
class ErasureController {
    private static final String TYPE = "Erasure";
    private static final List<String> HANDLE = List.of("input", "confirmHandle");

    private final ErasureService erasures;

    ErasureController(ErasureService erasures) {
        this.erasures = erasures;
    }

    record DeleteAccountInput(String confirmHandle) {}

    @MutationMapping
    RequestPayload deleteAccount(@Argument DeleteAccountInput input) {
        return switch (erasures.ask(Caller.require(), input.confirmHandle())) {
            case ErasureOutcome.Begun(Erasure erasure) ->
                new RequestPayload(erasure.person().text(), ErasureService.usuallyDoneBy(erasure), List.of());
            case ErasureOutcome.NotTheHandle() ->
                RequestPayload.refused(new UserError.ValidationError(
                        "HANDLE_WRONG",
                        Messages.of("Ese no es tu nombre de usuario.", "That is not your user name."),
                        HANDLE));
            case ErasureOutcome.CoursesAreOpen(List<String> titles) ->
                RequestPayload.refused(new UserError.ValidationError(
                        "COURSES_OPEN",
                        Messages.of(
                                "Archiva antes tus cursos abiertos: " + String.join(", ", titles) + ".",
                                "Archive your open courses first: " + String.join(", ", titles) + "."),
                        List.of()));
            case ErasureOutcome.OnlyAdministrator() ->
                RequestPayload.refused(new UserError.ValidationError(
                        "ONLY_ADMINISTRATOR",
                        Messages.of(
                                "Nadie más administra esta plataforma. Da antes ese permiso a otra persona.",
                                "Nobody else administers this platform. Give somebody else that role first."),
                        List.of()));
            case ErasureOutcome.AddressIsNew(Instant until) ->
                RequestPayload.refused(new UserError.ValidationError(
                        "ADDRESS_IS_NEW",
                        Messages.of(
                                "Tu dirección de correo cambió hace poco. Por si no fuiste tú, la cuenta no se elimina antes del "
                                        + Messages.moment(until) + ".",
                                "Your e-mail address was changed a short while ago. In case it was not you, the account is not deleted before "
                                        + Messages.moment(until) + "."),
                        List.of()));
            case ErasureOutcome.NoLongerIn() ->
                RequestPayload.refused(new UserError.ForbiddenError(
                        "FORBIDDEN",
                        Messages.of(
                                "Tu sesión ha terminado. Entra otra vez.", "Your session has ended. Sign in again."),
                        List.of(),
                        "profile:write"));
        };
    }

    /** For staff; the schema's scope says so. */
    @QueryMapping
    Connection<Erasure> erasures(@Argument @Nullable Integer first, @Argument @Nullable String after) {
        return erasures.page(Slice.forward(first, after).ofList("usr"));
    }

    @SchemaMapping(typeName = TYPE, field = "personId")
    String personId(Erasure erasure) {
        return erasure.person().text();
    }

    @SchemaMapping(typeName = TYPE, field = "requestedAt")
    Instant requestedAt(Erasure erasure) {
        return erasure.askedAt();
    }

    @SchemaMapping(typeName = TYPE, field = "waitingFor")
    List<Erasure.Step> waitingFor(Erasure erasure) {
        return erasures.waitingFor(erasure);
    }
}
