package io.aula.identity.authserver.page;

import io.aula.identity.account.throttle.ClientAddress;
import io.aula.identity.account.visit.Destination;
import io.aula.identity.account.visit.Visit;
import io.aula.identity.authserver.device.CodeEntry;
import io.aula.identity.authserver.device.DeviceVerification;
import io.aula.identity.authserver.device.UserCode;
import io.aula.identity.integrator.OAuthClient;
import io.aula.identity.integrator.OAuthClientService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Signing a device in that has no browser: type its code, read what it wants, decide. A code from a link is only typed for
 * the person (RFC 8628 §3.3.1); one that was found is kept in their session, so that no address is worth guessing.
 */
@Controller
class DeviceController {
    private static final String PAGE = "/auth/device";
    private static final String CODE = "aula.device-code";
    private static final int LONGEST = 40;

    private final DeviceVerification devices;
    private final OAuthClientService clients;
    private final ClientAddress addresses;

    DeviceController(DeviceVerification devices, OAuthClientService clients, ClientAddress addresses) {
        this.devices = devices;
        this.clients = clients;
        this.addresses = addresses;
    }

    @GetMapping(PAGE)
    String entry(
            @RequestParam(name = "user_code", defaultValue = "") String typed,
            @RequestParam(required = false) @Nullable String wrong,
            @RequestParam(required = false) @Nullable String expired,
            @RequestParam(required = false) @Nullable String throttled,
            @RequestParam(required = false) @Nullable String stale,
            @Nullable Authentication person,
            Model model) {
        if (person == null) {
            return signInFirst(typed);
        }
        model.addAttribute("typed", bounded(typed));
        model.addAttribute("wrong", wrong != null);
        model.addAttribute("expired", expired != null);
        model.addAttribute("throttled", Visit.seconds(throttled));
        model.addAttribute("stale", stale != null);
        return "auth/device";
    }

    @PostMapping(PAGE)
    String entered(
            @RequestParam(name = "user_code", defaultValue = "") String typed,
            @Nullable Authentication person,
            HttpServletRequest request) {
        if (person == null) {
            return signInFirst(typed);
        }
        return switch (devices.enter(typed, person, addresses.network(request))) {
            case CodeEntry.Waiting waiting -> {
                request.getSession().setAttribute(CODE, waiting.code().value());
                yield "redirect:" + PAGE + "/consent";
            }
            case CodeEntry.Throttled(var wait) -> again(typed, "throttled=" + Math.max(1, wait.toSeconds()));
            case CodeEntry refused -> again(typed, reason(refused));
        };
    }

    @GetMapping(PAGE + "/consent")
    String consent(@Nullable Authentication person, HttpServletRequest request, Model model) {
        Optional<UserCode> code = entered(request);
        if (person == null || code.isEmpty()) {
            return "redirect:" + PAGE;
        }
        CodeEntry entry = devices.find(code.get());
        if (!(entry instanceof CodeEntry.Waiting waiting)) {
            return again("", reason(entry));
        }
        Optional<OAuthClient> client = clients.byId(waiting.clientId());
        if (client.isEmpty()) {
            return again("", "expired");
        }
        model.addAttribute("client", client.get());
        model.addAttribute("code", waiting.code().value());
        model.addAttribute("scopes", waiting.scopes().stream().sorted().toList());
        return "auth/device-consent";
    }

    @PostMapping(PAGE + "/consent")
    String decided(
            @RequestParam(name = "scope", required = false) @Nullable List<String> scopes,
            @RequestParam(required = false) @Nullable String deny,
            @Nullable Authentication person,
            HttpServletRequest request) {
        Optional<UserCode> code = entered(request);
        if (person == null || code.isEmpty()) {
            return "redirect:" + PAGE;
        }
        Set<String> allowed = deny != null || scopes == null ? Set.of() : Set.copyOf(scopes);
        CodeEntry entry = devices.decide(code.get(), person, allowed);
        request.getSession().removeAttribute(CODE);
        return entry instanceof CodeEntry.Waiting
                ? "redirect:" + PAGE + "/done?" + (allowed.isEmpty() ? "refused" : "allowed")
                : again("", reason(entry));
    }

    @GetMapping(PAGE + "/done")
    String done(@RequestParam(required = false) @Nullable String allowed, Model model) {
        model.addAttribute("allowed", allowed != null);
        return "auth/device-done";
    }

    private static Optional<UserCode> entered(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? Optional.empty() : UserCode.of(String.valueOf(session.getAttribute(CODE)));
    }

    private static String reason(CodeEntry refused) {
        return refused instanceof CodeEntry.Expired ? "expired" : "wrong";
    }

    private static String again(String typed, String reason) {
        return "redirect:" + address(typed) + (typed.isEmpty() ? "?" : "&") + reason;
    }

    private static String signInFirst(String typed) {
        String login = "/auth/login";
        return "redirect:"
                + Destination.of(address(typed)).map(page -> page.after(login)).orElse(login);
    }

    private static String address(String typed) {
        return typed.isEmpty()
                ? PAGE
                : PAGE + "?user_code=" + URLEncoder.encode(bounded(typed), StandardCharsets.UTF_8);
    }

    private static String bounded(String typed) {
        return typed.length() > LONGEST ? typed.substring(0, LONGEST) : typed;
    }
}
