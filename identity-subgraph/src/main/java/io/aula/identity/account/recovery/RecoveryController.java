package io.aula.identity.account.recovery;

import io.aula.identity.account.EmailAddress;
import io.aula.identity.account.letter.MailLinks.Refusal;
import io.aula.identity.account.signin.BusyException;
import io.aula.identity.account.throttle.ClientAddress;
import io.aula.identity.account.visit.Destination;
import io.aula.identity.account.visit.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

/** The pages of whoever forgot their password, and the one at which a new address is confirmed. */
@Controller
class RecoveryController {
    private static final String FORGOTTEN = "/auth/forgotten";

    private final RecoveryService recovery;
    private final EmailChangeService emails;
    private final ClientAddress addresses;

    RecoveryController(RecoveryService recovery, EmailChangeService emails, ClientAddress addresses) {
        this.recovery = recovery;
        this.emails = emails;
        this.addresses = addresses;
    }

    @GetMapping(FORGOTTEN)
    String forgotten(
            @RequestParam(required = false) @Nullable String throttled,
            @RequestParam(required = false) @Nullable String stale,
            @RequestParam(required = false) @Nullable String back,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("back", back != null);
        model.addAttribute("typed", Visit.typed(request));
        model.addAttribute("faults", Visit.takeFaults(request));
        model.addAttribute("throttled", Visit.seconds(throttled));
        model.addAttribute("stale", stale != null);
        return "auth/forgotten";
    }

    @PostMapping(FORGOTTEN)
    String asked(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(required = false) @Nullable String to,
            Locale locale,
            HttpServletRequest request) {
        Visit.type(request, null, email);
        EmailAddress address = EmailAddress.of(email);
        if (!address.isPlausible()) {
            Visit.refuse(request, List.of("email"));
            return redirect(FORGOTTEN, to);
        }
        Optional<Duration> wait = recovery.request(address, locale, addresses.network(request));
        return redirect(
                wait.map(time -> FORGOTTEN + "?throttled=" + Math.max(1, time.toSeconds()))
                        .orElse(FORGOTTEN + "/sent"),
                to);
    }

    @GetMapping(FORGOTTEN + "/sent")
    String sent(HttpServletRequest request, Model model) {
        model.addAttribute("address", Visit.typed(request).address());
        return "auth/forgotten-sent";
    }

    @GetMapping("/auth/reset")
    String reset(
            @RequestParam(defaultValue = "") String token,
            @RequestParam(required = false) @Nullable String stale,
            HttpServletRequest request,
            Model model) {
        if (!recovery.isOpen(token)) {
            return shut(recovery.whyNot(token), model);
        }
        model.addAttribute("token", token);
        model.addAttribute("faults", Visit.takeFaults(request));
        model.addAttribute("stale", stale != null);
        return "auth/reset";
    }

    @PostMapping("/auth/reset")
    String chosen(
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            Model model) {
        return switch (recovery.choose(token, password)) {
            case ResetOutcome.Done(String address) -> {
                Visit.type(request, null, address);
                yield "redirect:/auth/login?reset";
            }
            case ResetOutcome.Unsuitable(var fault) -> {
                Visit.refuse(request, List.of(fault.name()));
                yield "redirect:/auth/reset?token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
            }
            case ResetOutcome.Refused(Refusal refusal) -> shut(refusal, model);
        };
    }

    @GetMapping("/auth/email")
    String confirmEmail(@RequestParam(defaultValue = "") String token, Model model) {
        return emails.asked(token)
                .map(address -> {
                    model.addAttribute("token", token);
                    model.addAttribute("address", address.value());
                    return "auth/email";
                })
                .orElseGet(() -> emailShut(emails.whyNot(token), model));
    }

    @PostMapping("/auth/email")
    String confirmedEmail(@RequestParam(defaultValue = "") String token, Model model) {
        return switch (emails.confirm(token)) {
            case EmailChangeService.Confirmation.Changed(EmailAddress address) -> {
                model.addAttribute("address", address.value());
                yield "auth/email-changed";
            }
            case EmailChangeService.Confirmation.Refused(Refusal refusal) -> emailShut(refusal, model);
        };
    }

    @GetMapping("/auth/email-back")
    String lostEmail(@RequestParam(defaultValue = "") String token, Model model) {
        return emails.lost(token)
                .map(address -> {
                    model.addAttribute("token", token);
                    model.addAttribute("address", address.value());
                    return "auth/email-back";
                })
                .orElseGet(() -> emailShut(emails.whyNotBack(token), model));
    }

    /** The password may be known to whoever changed the address: the next thing is another one. */
    @PostMapping("/auth/email-back")
    String broughtBack(@RequestParam(defaultValue = "") String token, HttpServletRequest request, Model model) {
        return switch (emails.bringBack(token)) {
            case EmailChangeService.Confirmation.Changed(EmailAddress address) -> {
                Visit.type(request, null, address.value());
                yield "redirect:/auth/forgotten?back";
            }
            case EmailChangeService.Confirmation.Refused(Refusal refusal) -> emailShut(refusal, model);
        };
    }

    @ExceptionHandler(BusyException.class)
    void busy(BusyException busy, HttpServletResponse response) throws IOException {
        response.setHeader(
                HttpHeaders.RETRY_AFTER, String.valueOf(busy.retryAfter().toSeconds()));
        response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }

    private static String shut(Refusal refusal, Model model) {
        model.addAttribute("refusal", refusal.name());
        return "auth/reset-stale";
    }

    private static String emailShut(Refusal refusal, Model model) {
        model.addAttribute("refusal", refusal.name());
        return "auth/email-stale";
    }

    private static String redirect(String page, @Nullable String to) {
        return "redirect:" + Destination.of(to).map(known -> known.after(page)).orElse(page);
    }
}
