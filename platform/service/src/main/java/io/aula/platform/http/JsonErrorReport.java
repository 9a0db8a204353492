package io.aula.platform.http;

import java.io.IOException;
import java.io.Writer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Tomcat itself refuses, before any of our code: as JSON instead of its page, which names the server and quotes the
 * request. Public, since the host makes it by its name.
 */
public final class JsonErrorReport extends ErrorReportValve {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        boolean isUntold =
                response.getStatus() >= 400 && response.getContentWritten() == 0 && response.setErrorReported();
        if (!isUntold || !isConnected(response)) {
            return;
        }
        LocaleContextHolder.setLocale(request.getLocale());
        try {
            response.setContentType("application/json");
            response.setCharacterEncoding("UTF-8");
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(JSON.writeValueAsString(ErrorBody.of(response.getStatus())));
                response.finishResponse();
            }
        } catch (IOException | IllegalStateException e) {
            container.getLogger().debug("Nobody is there to be told of " + response.getStatus(), e);
        } finally {
            LocaleContextHolder.resetLocaleContext();
        }
    }

    private static boolean isConnected(Response response) {
        AtomicBoolean answer = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, answer);
        return answer.get();
    }
}
