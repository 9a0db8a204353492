package io.aula.platform.http;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.context.annotation.Bean;

/** A head that the gateway let through is not refused here: Tomcat counts its lines, and for that there is no property. */
@AutoConfiguration
public class HttpAutoConfiguration {

    /** The gateway takes 250 and adds some of its own. */
    private static final String HEADERS = "300";

    @Bean
    TomcatConnectorCustomizer asManyHeadersAsTheGateway() {
        return connector -> connector.setProperty("maxHeaderCount", HEADERS);
    }
}
