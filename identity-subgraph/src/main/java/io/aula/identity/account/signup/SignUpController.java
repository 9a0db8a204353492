package io.aula.identity.account.signup;

import io.aula.identity.account.signin.BusyException;
import io.aula.identity.account.throttle.ClientAddress;
import io.aula.identity.account.visit.Destination;
import io.aula.identity.account.visit.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The pages between wanting an account and having one. Each POST answers with a redirect, so that reloading and changing the
 * language lose nothing; {@code to} is where the person was going.
 */
@Controller
class SignUpController {
    private final SignUpService signUps;
    private final ClientAddress addresses;

    SignUpController(SignUpService signUps, ClientAddress addresses) {
        this.signUps = signUps;
        this.addresses = addresses;
    }

    @GetMapping("/auth/sign-up")
    String form(
            @RequestParam(required = false) @Nullable String stale,
            @RequestParam(required = false) @Nullable String throttled,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("typed", Visit.typed(request));
        model.addAttribute("faults", Visit.takeFaults(request));
        model.addAttribute("stale", stale != null);
        model.addAttribute("throttled", Visit.seconds(throttled));
        return "auth/sign-up";
    }

    @PostMapping("/auth/sign-up")
    String request(
            @RequestParam(defaultValue = "") String displayName,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(required = false) @Nullable String to,
            Locale locale,
            HttpServletRequest request) {
        Visit.type(request, displayName, email);
        Optional<Destination> destination = Destination.of(to);
        SignUpForm form = SignUpForm.of(displayName, email, password);
        List<String> faults = form.faults();
        if (!faults.isEmpty()) {
            Visit.refuse(request, faults);
            return redirect("/auth/sign-up", destination);
        }
        SignUpOutcome outcome = signUps.request(form, destination, locale, addresses.network(request));
        if (outcome instanceof SignUpOutcome.Sent(String reference)) {
            Visit.typedHere(request, reference);
        }
        return sent(outcome, "/auth/check-mail", "/auth/sign-up", destination, request);
    }

    /** What was typed, but for the password, is there when they come back. */
    @ExceptionHandler(BusyException.class)
    void busy(BusyException busy, HttpServletResponse response) throws IOException {
        response.setHeader(
                HttpHeaders.RETRY_AFTER, String.valueOf(busy.retryAfter().toSeconds()));
        response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }

    @GetMapping("/auth/check-mail")
    String checkMail(
            @RequestParam(required = false) @Nullable String unconfirmed,
            @RequestParam(required = false) @Nullable String again,
            @RequestParam(required = false) @Nullable String later,
            @RequestParam(required = false) @Nullable String throttled,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("address", Visit.typed(request).address());
        model.addAttribute("mayAsk", Visit.awaited(request).isPresent());
        model.addAttribute("unconfirmed", unconfirmed != null);
        model.addAttribute("again", again != null);
        model.addAttribute("later", later != null);
        model.addAttribute("throttled", Visit.seconds(throttled));
        return "auth/check-mail";
    }

    @PostMapping("/auth/check-mail")
    String again(@RequestParam(required = false) @Nullable String to, Locale locale, HttpServletRequest request) {
        Optional<Destination> destination = Destination.of(to);
        return Visit.awaited(request)
                .map(reference -> {
                    SignUpOutcome outcome = signUps.again(reference, locale, addresses.network(request));
                    if (outcome instanceof SignUpOutcome.Sent(String next) && Visit.isTypedHere(request, reference)) {
                        Visit.typedHere(request, next);
                    }
                    return sent(outcome, "/auth/check-mail?again", "/auth/check-mail", destination, request);
                })
                .orElseGet(() -> redirect("/auth/sign-up", destination));
    }

    @GetMapping("/auth/confirm")
    String confirm(@RequestParam(defaultValue = "") String token, HttpServletRequest request, Model model) {
        if (signUps.isLive(token)) {
            SignUp pending = signUps.pending(token).orElseThrow();
            model.addAttribute("token", token);
            model.addAttribute("name", pending.displayName());
            model.addAttribute("address", pending.email().value());
            model.addAttribute("choose", !Visit.isTypedHere(request, SignUpService.reference(token)));
            model.addAttribute("faults", Visit.takeFaults(request));
            return "auth/confirm";
        }
        return stale(signUps.whyNot(token), request, model);
    }

    /**
     * Anybody can have a mail sent to an address, with a password of theirs behind it: it becomes the account's only in the browser in
     * which it was typed. Elsewhere whoever reads the mail chooses one.
     */
    @PostMapping("/auth/confirm")
    String confirmed(
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            Model model) {
        boolean isOwn = Visit.isTypedHere(request, SignUpService.reference(token));
        return switch (signUps.confirm(token, isOwn ? Optional.empty() : Optional.of(password))) {
            case ConfirmationOutcome.Unsuitable(var fault) -> {
                Visit.refuse(request, List.of(fault.name()));
                yield "redirect:/auth/confirm?token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
            }
            case ConfirmationOutcome.Confirmed confirmed -> {
                Visit.type(request, null, confirmed.account().email());
                yield redirect("/auth/login?confirmed", confirmed.destination());
            }
            case ConfirmationOutcome refused -> stale(refused, request, model);
        };
    }

    private String stale(ConfirmationOutcome outcome, HttpServletRequest request, Model model) {
        boolean expired = outcome instanceof ConfirmationOutcome.Expired;
        if (outcome instanceof ConfirmationOutcome.Expired(String reference)) {
            Visit.await(request, reference);
        }
        model.addAttribute("expired", expired);
        return "auth/stale";
    }

    /** @param form where it can be tried again */
    private static String sent(
            SignUpOutcome outcome,
            String page,
            String form,
            Optional<Destination> destination,
            HttpServletRequest request) {
        return switch (outcome) {
            case SignUpOutcome.Sent(String reference) -> {
                Visit.await(request, reference);
                yield redirect(page, destination);
            }
            case SignUpOutcome.Later() -> redirect("/auth/check-mail?later", destination);
            case SignUpOutcome.Throttled(var wait) ->
                redirect(form + "?throttled=" + Math.max(1, wait.toSeconds()), destination);
            case SignUpOutcome.Forgotten() -> redirect("/auth/sign-up", destination);
        };
    }

    private static String redirect(String page, Optional<Destination> destination) {
        return "redirect:" + destination.map(known -> known.after(page)).orElse(page);
    }
}
