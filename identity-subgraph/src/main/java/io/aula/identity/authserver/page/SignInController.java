package io.aula.identity.authserver.page;

import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.account.visit.Destination;
import io.aula.identity.account.visit.Visit;
import io.aula.identity.authserver.FreshSignIn;
import io.aula.identity.authserver.refresh.BrowserSessions;
import io.aula.platform.id.UserId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The sign-in form, and the way out. The form's POST is Spring Security's. */
@Controller
class SignInController {
    private final BrowserSessions browsers;
    private final PendingAuthorization pending;
    private final AccountService accounts;
    private final FreshSignIn fresh;

    SignInController(
            BrowserSessions browsers, PendingAuthorization pending, AccountService accounts, FreshSignIn fresh) {
        this.browsers = browsers;
        this.pending = pending;
        this.accounts = accounts;
        this.fresh = fresh;
    }

    /** Whoever is signed in already, perhaps on another tab, is offered to go on, unless they go where the password is wanted again. */
    @GetMapping("/auth/login")
    String login(
            @RequestParam(required = false) @Nullable String refused,
            @RequestParam(required = false) @Nullable String throttled,
            @RequestParam(required = false) @Nullable String confirmed,
            @RequestParam(required = false) @Nullable String reset,
            @RequestParam(required = false) @Nullable String stale,
            @Nullable Authentication person,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<Account> known = Optional.ofNullable(person)
                .flatMap(one -> UserId.parse(one.getName()))
                .flatMap(accounts::byId);
        Optional<Destination> destination = pending.of(request, response);
        boolean isAgain = Optional.ofNullable(person)
                .flatMap(one -> destination.filter(onward -> fresh.isDemanded(one, onward::parameter)))
                .isPresent();
        if (known.isPresent() && !isAgain) {
            model.addAttribute("name", known.get().displayName());
            model.addAttribute("onward", pending.onward(destination));
            return "auth/signed-in";
        }
        model.addAttribute("typed", Visit.typed(request));
        model.addAttribute("again", isAgain);
        model.addAttribute("refused", refused != null);
        model.addAttribute("throttled", Visit.seconds(throttled));
        model.addAttribute("confirmed", confirmed != null);
        model.addAttribute("reset", reset != null);
        model.addAttribute("stale", stale != null);
        return "auth/login";
    }

    /** From one form to the other, with what was typed so far. */
    @PostMapping("/auth/instead")
    String instead(
            @RequestParam String page,
            @RequestParam(required = false) @Nullable String username,
            @RequestParam(required = false) @Nullable String email,
            @RequestParam(required = false) @Nullable String displayName,
            @RequestParam(required = false) @Nullable String to,
            HttpServletRequest request) {
        Visit.type(request, displayName, username == null ? email : username);
        return redirect(
                switch (page) {
                    case "sign-up" -> "/auth/sign-up";
                    case "forgotten" -> "/auth/forgotten";
                    default -> "/auth/login";
                },
                to);
    }

    @GetMapping("/auth/logout")
    String askToLeave(@Nullable Principal person, Model model) {
        model.addAttribute("signedIn", person != null);
        return "auth/logout";
    }

    /** Guarded by the form's CSRF token; what the gateway was given in this browser ends too. */
    @PostMapping("/auth/logout")
    String leave(
            @RequestParam(required = false) @Nullable String other,
            @RequestParam(required = false) @Nullable String to,
            HttpServletRequest request) {
        browsers.end(request);
        return other == null ? "redirect:/auth/logout" : redirect("/auth/login", to);
    }

    private static String redirect(String page, @Nullable String to) {
        return "redirect:" + Destination.of(to).map(known -> known.after(page)).orElse(page);
    }
}
