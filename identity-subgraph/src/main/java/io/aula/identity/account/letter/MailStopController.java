package io.aula.identity.account.letter;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Where mails are stopped that one need not get: a page with a button for people, one POST for mail programs (RFC 8058 §3.2). Those bring
 * no cookies and no token of a page, and the link is secret enough.
 */
@Controller
class MailStopController {
    static final String PATH = "/auth/mail-stop";

    private final MailStop mails;

    MailStopController(MailStop mails) {
        this.mails = mails;
    }

    @GetMapping(PATH)
    String ask(@RequestParam(defaultValue = "") String token, Model model, HttpServletResponse response) {
        return mails.whose(token)
                .map(address -> {
                    model.addAttribute("token", token);
                    model.addAttribute("address", address.value());
                    return "auth/mail-stop";
                })
                .orElseGet(() -> unknown(response));
    }

    @PostMapping(PATH)
    String stop(@RequestParam(defaultValue = "") String token, HttpServletResponse response) {
        return mails.stop(token) ? "auth/mail-stopped" : unknown(response);
    }

    private static String unknown(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        return "auth/mail-stop-stale";
    }
}
