package io.aula.identity.account.signup;

import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages between wanting an account and having one. */
@Controller
class SignUpController {
    private final SignUpService signUps;

    SignUpController(SignUpService signUps) {
        this.signUps = signUps;
    }

    @GetMapping("/auth/sign-up")
    String form(Model model) {
        return show(model, new SignUpForm("", "", ""), List.of());
    }

    @PostMapping("/auth/sign-up")
    String request(
            @RequestParam String displayName,
            @RequestParam String email,
            @RequestParam String password,
            Locale locale,
            Model model) {
        SignUpForm form = new SignUpForm(displayName, email, password);
        List<String> faults = form.faults();
        if (!faults.isEmpty()) {
            return show(model, form, faults);
        }
        signUps.request(form, locale);
        return "redirect:/auth/check-mail";
    }

    @GetMapping("/auth/check-mail")
    String checkMail() {
        return "auth/check-mail";
    }

    @GetMapping("/auth/confirm")
    String confirm(@RequestParam String token, Model model) {
        model.addAttribute("token", token);
        return signUps.isLive(token) ? "auth/confirm" : "auth/stale";
    }

    @PostMapping("/auth/confirm")
    String confirmed(@RequestParam String token) {
        return switch (signUps.confirm(token)) {
            case ConfirmationOutcome.Confirmed confirmed -> "redirect:/auth/login?confirmed";
            case ConfirmationOutcome.Stale stale -> "auth/stale";
        };
    }

    private static String show(Model model, SignUpForm form, List<String> faults) {
        model.addAttribute("form", form);
        model.addAttribute("faults", faults);
        return "auth/sign-up";
    }
}
