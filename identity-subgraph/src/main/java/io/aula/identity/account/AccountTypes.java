package io.aula.identity.account;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.ClassNameTypeResolver;

/** An account is a {@code User} to the graph; all other names are the same. */
@Configuration(proxyBeanMethods = false)
class AccountTypes {
    @Bean
    ClassNameTypeResolver typeNames() {
        ClassNameTypeResolver types = new ClassNameTypeResolver();
        types.addMapping(Account.class, "User");
        return types;
    }
}
