package io.aula.identity.authserver.session;

import io.aula.identity.account.signin.BusyException;
import io.aula.identity.account.signin.PreparedPassword;
import io.aula.identity.account.throttle.ClientAddress;
import io.aula.platform.graphql.Messages;
import io.aula.platform.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Passwords of people who are signed in. They never travel through the graph, whose variables are logged by many a tool. */
@RestController
class CredentialController {
    private final CredentialService credentials;
    private final StepUp stepUp;
    private final ClientAddress addresses;

    CredentialController(CredentialService credentials, StepUp stepUp, ClientAddress addresses) {
        this.credentials = credentials;
        this.stepUp = stepUp;
        this.addresses = addresses;
    }

    record Typed(@Nullable String password) {
        String text() {
            return password == null ? "" : password;
        }

        @Override
        public String toString() {
            return "a password";
        }
    }

    record Refusal(String code, String message) {}

    /** Good for five minutes of acts that ask for it. */
    @PostMapping(path = "/credentials/proof", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> prove(@RequestBody Typed typed, HttpServletRequest request) {
        return asOwner(caller -> switch (credentials.prove(caller, typed.text(), addresses.network(request))) {
            case Proof.Right() -> done();
            case Proof.Wrong() ->
                refused(
                        HttpStatus.FORBIDDEN,
                        "WRONG_PASSWORD",
                        Messages.of("Esa no es tu contraseña.", "That is not your password."));
            case Proof.Throttled(Duration remaining) -> throttled(remaining);
        });
    }

    @PostMapping(path = "/credentials/password", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> choose(@RequestBody Typed typed) {
        return asOwner(caller -> stepUp.isProved(caller)
                ? credentials
                        .choose(caller, typed.text())
                        .map(CredentialController::unsuitable)
                        .orElseGet(CredentialController::done)
                : refused(HttpStatus.FORBIDDEN, StepUp.CODE, StepUp.message()));
    }

    @ExceptionHandler(BusyException.class)
    ResponseEntity<Object> busy(BusyException busy) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(
                        HttpHeaders.RETRY_AFTER,
                        String.valueOf(busy.retryAfter().toSeconds()))
                .body(new Refusal(
                        "UNAVAILABLE",
                        Messages.of(
                                "Hay mucha gente entrando ahora. Vuelve a intentarlo en unos segundos.",
                                "Many people are coming in just now. Try again in a few seconds.")));
    }

    private ResponseEntity<Object> asOwner(Function<Caller, ResponseEntity<Object>> act) {
        Optional<Caller> caller = Caller.current().filter(known -> known.hasScope("profile:write"));
        return caller.flatMap(known -> credentials.owner(known).map(account -> act.apply(known)))
                .orElseGet(() -> refused(
                        HttpStatus.UNAUTHORIZED,
                        "UNAUTHENTICATED",
                        Messages.of(
                                "Tu sesión ha terminado. Entra otra vez.", "Your session has ended. Sign in again.")));
    }

    private static ResponseEntity<Object> unsuitable(PreparedPassword.Fault fault) {
        return switch (fault) {
            case SHAPE ->
                refused(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "PASSWORD_SHAPE",
                        Messages.of(
                                "Una contraseña tiene de 10 a 200 caracteres que se puedan ver; los espacios cuentan, pero no solos.",
                                "A password has 10 to 200 characters that can be seen; spaces count, but not alone."));
            case KNOWN ->
                refused(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "PASSWORD_KNOWN",
                        Messages.of(
                                "Esa contraseña está en listas públicas y es de las primeras que se prueban. Elige otra.",
                                "That password is on public lists and among the first to be tried. Choose another."));
        };
    }

    private static ResponseEntity<Object> throttled(Duration remaining) {
        long seconds = Math.max(1, remaining.toSeconds());
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds))
                .body(new Refusal(
                        "THROTTLED",
                        Messages.of(
                                "Demasiados intentos. Espera %d segundos y vuelve a probar.".formatted(seconds),
                                "Too many attempts. Wait %d seconds and try again.".formatted(seconds))));
    }

    private static ResponseEntity<Object> done() {
        return ResponseEntity.ok(Map.of("ok", true));
    }

    private static ResponseEntity<Object> refused(HttpStatus status, String code, String message) {
        return ResponseEntity.status(status).body(new Refusal(code, message));
    }
}
