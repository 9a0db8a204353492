package io.aula.social;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the social subgraph. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SocialApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(SocialApplication.class, arguments);
    }
}
