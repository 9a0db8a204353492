package io.aula.identity.authserver.page;

import io.aula.identity.authserver.refresh.BrowserSessions;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The sign-in form, and the way out. The form's POST is Spring Security's. */
@Controller
class SignInController {
    private final BrowserSessions browsers;

    SignInController(BrowserSessions browsers) {
        this.browsers = browsers;
    }

    @GetMapping("/auth/login")
    String login(
            @RequestParam(required = false) @Nullable String refused,
            @RequestParam(required = false) @Nullable Integer throttled,
            @RequestParam(required = false) @Nullable String confirmed,
            Model model) {
        model.addAttribute("refused", refused != null);
        model.addAttribute("throttled", throttled);
        model.addAttribute("confirmed", confirmed != null);
        return "auth/login";
    }

    @GetMapping("/auth/logout")
    String askToLeave(@Nullable Principal person, Model model) {
        model.addAttribute("signedIn", person != null);
        return "auth/logout";
    }

    /** Guarded by the form's CSRF token; what the gateway was given in this browser ends too. */
    @PostMapping("/auth/logout")
    String leave(HttpServletRequest request) {
        browsers.end(request);
        return "redirect:/auth/logout";
    }
}
