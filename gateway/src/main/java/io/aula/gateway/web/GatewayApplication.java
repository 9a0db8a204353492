package io.aula.gateway.web;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** The platform's front door. */
@SpringBootApplication
@EnableConfigurationProperties(PlatformSettings.class)
public class GatewayApplication {
    private static final int BAD_START = 2;

    public static void main(String[] args) {
        var faults = RequiredSettings.faults(System.getenv());
        if (!faults.isEmpty()) {
            faults.forEach(System.err::println);
            System.exit(BAD_START);
        }
        SpringApplication.run(GatewayApplication.class, args);
    }
}
