package io.aula.identity.authserver.page;

import io.aula.identity.integrator.OAuthClient;
import io.aula.identity.integrator.OAuthClientService;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Asks a person what a program of somebody else's may do in their name. */
@Controller
class ConsentController {
    private final OAuthClientService clients;
    private final OAuth2AuthorizationConsentService consents;

    ConsentController(OAuthClientService clients, OAuth2AuthorizationConsentService consents) {
        this.clients = clients;
        this.consents = consents;
    }

    @GetMapping("/auth/consent")
    String consent(
            @Nullable Principal person,
            @RequestParam("client_id") String clientId,
            @RequestParam String scope,
            @RequestParam String state,
            HttpServletResponse response,
            Model model) {
        OAuthClient client = clients.byId(clientId).orElseThrow(ConsentController::notFound);
        if (person == null) {
            return "redirect:/auth/login";
        }
        OAuth2AuthorizationConsent known = consents.findById(clientId, person.getName());
        List<String> asked = Arrays.stream(scope.split(" "))
                .filter(name -> !name.equals("openid"))
                .filter(name -> known == null || !known.getScopes().contains(name))
                .toList();
        model.addAttribute("client", client);
        model.addAttribute("scopes", asked);
        model.addAttribute("state", state);
        PageHeaders.policy(
                response,
                client.redirectUris().stream().map(PendingAuthorization::source).toList());
        return "auth/consent";
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
