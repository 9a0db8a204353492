package io.aula.identity.demo;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** Secrets of the demo, made anew for each installation. */
@ConfigurationProperties("aula.demo")
record DemoProperties(String password, String clientSecret) {}
