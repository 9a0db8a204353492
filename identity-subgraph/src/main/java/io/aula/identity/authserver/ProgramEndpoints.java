package io.aula.identity.authserver;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What comes to the programs' endpoints by another method than POST; Spring's filters take the rest before it gets here. */
@Controller
class ProgramEndpoints {
    @RequestMapping({"/oauth2/token", "/oauth2/revoke", "/oauth2/introspect", "/oauth2/device_authorization"})
    void wrongMethod(HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.ALLOW, "POST");
        ProtocolAnswer.send(response, HttpServletResponse.SC_BAD_REQUEST, "invalid_request");
    }
}
