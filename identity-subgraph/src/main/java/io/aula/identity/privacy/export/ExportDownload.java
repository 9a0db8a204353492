package io.aula.identity.privacy.export;

import io.aula.identity.account.AccountService;
import io.aula.identity.account.LiveSessions;
import io.aula.platform.graphql.Messages;
import io.aula.platform.security.Caller;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The file, for nobody but its person, in a browser of theirs where the password was typed a moment ago. */
@RestController
class ExportDownload {
    static final String PATH = "/exports/";

    private final ExportService exports;
    private final LiveSessions sessions;
    private final AccountService accounts;

    ExportDownload(ExportService exports, LiveSessions sessions, AccountService accounts) {
        this.exports = exports;
        this.sessions = sessions;
        this.accounts = accounts;
    }

    record Refusal(String code, String message) {}

    @GetMapping(PATH + "{id}")
    ResponseEntity<Object> fetch(@PathVariable String id) {
        return Caller.current()
                .filter(caller -> caller.hasScope("profile:write")
                        && sessions.isOwn(caller)
                        && accounts.live(caller).isPresent())
                .map(caller -> fetch(caller, id))
                .orElseGet(() -> refused(
                        HttpStatus.UNAUTHORIZED,
                        "UNAUTHENTICATED",
                        Messages.of(
                                "Tu sesión ha terminado. Entra otra vez.", "Your session has ended. Sign in again.")));
    }

    private ResponseEntity<Object> fetch(Caller caller, String id) {
        if (!sessions.isProved(caller)) {
            return refused(
                    HttpStatus.FORBIDDEN,
                    "REAUTHENTICATION_REQUIRED",
                    Messages.of(
                            "Confirma que eres tú: escribe otra vez tu contraseña.",
                            "Confirm that it is you: type your password again."));
        }
        return exports.fetch(caller, id)
                .<ResponseEntity<Object>>map(bytes -> ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType("application/zip"))
                        .cacheControl(CacheControl.noStore())
                        .header("X-Content-Type-Options", "nosniff")
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment()
                                        .filename("aula.zip")
                                        .build()
                                        .toString())
                        .body(bytes))
                .orElseGet(() -> refused(
                        HttpStatus.NOT_FOUND,
                        "NOT_FOUND",
                        Messages.of("Ese archivo ya no existe.", "That file is not there any more.")));
    }

    private static ResponseEntity<Object> refused(HttpStatus status, String code, String message) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .body(new Refusal(code, message));
    }
}
