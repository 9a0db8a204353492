package io.aula.platform.http;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.tomcat.TomcatContextCustomizer;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;

/**
 * A head that the gateway let through is not refused here (Tomcat counts its lines, and for that there is no property), and
 * what is refused is told as JSON.
 */
@AutoConfiguration(beforeName = "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration")
public class HttpAutoConfiguration {

    /** The gateway takes 250 and adds some of its own. */
    private static final String HEADERS = "300";

    @Bean
    TomcatConnectorCustomizer asManyHeadersAsTheGateway() {
        return connector -> connector.setProperty("maxHeaderCount", HEADERS);
    }

    /** {@code aula.pages: true} is for a service that has pages for people, an error page among them. */
    @Bean
    @ConditionalOnMissingBean(ErrorController.class)
    @ConditionalOnProperty(name = "aula.pages", havingValue = "false", matchIfMissing = true)
    JsonErrors jsonErrors() {
        return new JsonErrors();
    }

    /** By name, so that the host adds it after all others: the last one added is the first to report. */
    @Bean
    TomcatContextCustomizer errorReportAsJson() {
        return context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(JsonErrorReport.class.getName());
            }
        };
    }
}
