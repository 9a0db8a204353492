package io.aula.identity.authserver.client;

import io.aula.identity.graphql.UserError;
import io.aula.platform.graphql.Messages;
import java.util.List;
import java.util.stream.Stream;

/** Refusals in the words of the schema. */
final class ClientWords {
    private ClientWords() {}

    /** @param argument by which the mutation names the client */
    static UserError of(ClientOutcome.Refused refusal, String argument) {
        return switch (refusal) {
            case ClientOutcome.Wrong(ClientFault fault) -> of(fault);
            case ClientOutcome.NoSuchClient(String id) ->
                new UserError.NotFoundError(
                        "NOT_FOUND", Messages.of("Ya no existe.", "It is not there any more."), List.of(argument), id);
            case ClientOutcome.HasNoSecret() ->
                invalid(
                        "HAS_NO_SECRET",
                        Messages.of(
                                "Una aplicación que corre en el dispositivo de cada persona no tiene secreto.",
                                "An application that runs on people's own devices has no secret."),
                        argument);
            case ClientOutcome.TooMany(int most) ->
                invalid(
                        "TOO_MANY",
                        Messages.of(
                                "Como mucho " + most + ". Elimina una que ya no uses.",
                                "At most " + most + ". Delete one that you do not use any more."));
            case ClientOutcome.TooManySecrets(int most) ->
                invalid(
                        "TOO_MANY_SECRETS",
                        Messages.of(
                                "Ya valen " + most
                                        + " secretos a la vez. Espera a que terminen los anteriores, o crea uno que los anule ahora.",
                                most
                                        + " secrets are good already. Wait until those of before end, or make one that ends them now."),
                        argument);
            case ClientOutcome.KeyReused() -> UserError.keyReused();
        };
    }

    private static UserError of(ClientFault fault) {
        return switch (fault) {
            case ClientFault.NameLength(int most) ->
                invalid(
                        "NAME_INVALID",
                        Messages.of(
                                "Pon un nombre de 1 a " + most + " caracteres.",
                                "Give it a name of 1 to " + most + " characters."),
                        "input",
                        "name");
            case ClientFault.NameOfOurs() ->
                invalid(
                        "NAME_INVALID",
                        Messages.of(
                                "Elige un nombre sin «Aula»: parecería nuestra.",
                                "Choose a name without “Aula”: it would look like ours."),
                        "input",
                        "name");
            case ClientFault.NoScope() ->
                invalid(
                        "SCOPES_INVALID",
                        Messages.of("Elige al menos un permiso.", "Choose at least one permission."),
                        "input",
                        "scopes");
            case ClientFault.UnknownScope(String scope) ->
                invalid(
                        "SCOPES_INVALID",
                        Messages.of(
                                "El permiso «" + scope + "» no existe o es solo del equipo.",
                                "There is no permission “" + scope + "”, or it is for staff only."),
                        "input",
                        "scopes");
            case ClientFault.TooManyAddresses(int most) ->
                invalid(
                        "ADDRESS_INVALID",
                        Messages.of("Como mucho " + most + " direcciones.", "At most " + most + " addresses."),
                        "input",
                        "redirectUris");
            case ClientFault.Address(String argument, String address, AddressFault why) ->
                invalid("ADDRESS_INVALID", shortened(address) + ": " + of(why), "input", argument);
            case ClientFault.EndOutOfRange(int mostDays) ->
                invalid(
                        "END_INVALID",
                        Messages.of(
                                "Elige un final que no haya pasado, dentro de " + mostDays + " días como mucho.",
                                "Choose an end that is still to come, at most " + mostDays + " days from now."),
                        "input",
                        "expiresAt");
            case ClientFault.OverlapOutOfRange(int mostHours) ->
                invalid(
                        "OVERLAP_INVALID",
                        Messages.of("De 0 a " + mostHours + " horas.", "From 0 to " + mostHours + " hours."),
                        "overlapHours");
            case ClientFault.KeyInvalid() -> UserError.keyInvalid();
        };
    }

    private static String of(AddressFault fault) {
        return switch (fault) {
            case TOO_LONG ->
                Messages.of(
                        "tiene más de " + AddressFault.LONGEST + " caracteres.",
                        "it has more than " + AddressFault.LONGEST + " characters.");
            case UNREADABLE ->
                Messages.of(
                        "no es una dirección completa, como https://ejemplo.com/vuelta.",
                        "it is no whole address, such as https://example.com/back.");
            case FRAGMENT -> Messages.of("quita lo que va detrás de #.", "take away what stands behind the #.");
            case USER -> Messages.of("quita lo que va delante de @.", "take away what stands before the @.");
            case WILDCARD ->
                Messages.of(
                        "escríbela entera: el asterisco no vale por otra cosa.",
                        "write it in full: an asterisk stands for nothing else.");
            case LOCALHOST ->
                Messages.of("escribe 127.0.0.1 en lugar de localhost.", "write 127.0.0.1, not localhost.");
            case PLAIN_HTTP ->
                Messages.of(
                        "empieza por https. Solo 127.0.0.1 puede ir sin cifrar.",
                        "begin with https. Only 127.0.0.1 may do without encryption.");
            case SCHEME ->
                Messages.of(
                        "empieza por https; una aplicación de dispositivo puede usar su dominio al revés, como com.ejemplo.app:/vuelta.",
                        "begin with https; an application on a device may use its domain turned round, such as com.example.app:/back.");
        };
    }

    private static String shortened(String address) {
        int most = 80;
        return address.length() <= most ? address : address.substring(0, most) + "…";
    }

    private static UserError invalid(String code, String message, String... path) {
        return new UserError.ValidationError(code, message, Stream.of(path).toList());
    }
}
