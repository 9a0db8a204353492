package io.aula.identity.commerce.stripe;

import com.stripe.StripeClient;
import io.aula.identity.commerce.payment.PaymentProvider;
import io.aula.identity.commerce.payment.SubscriptionProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StripeConfiguration {

    @Bean
    StripeClient stripeClient(StripeProperties properties) {
        StripeClient.StripeClientBuilder builder =
                StripeClient.builder().setApiKey(properties.isConfigured() ? properties.apiKey() : "sk_none");
        if (!properties.apiBase().isBlank()) {
            builder.setApiBase(properties.apiBase());
        }
        return builder.build();
    }

    @Bean
    PaymentProvider paymentProvider(StripeClient stripe, StripeProperties properties) {
        return new StripePayments(stripe, properties.isConfigured(), properties.tax());
    }

    @Bean
    SubscriptionProvider subscriptionProvider(StripeClient stripe) {
        return new StripeSubscriptions(stripe);
    }
}
