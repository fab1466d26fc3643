package io.heliograph.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.notification.InboxClient.Answer;
import io.heliograph.notification.push.Browser;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PushUnconfiguredTest extends RunningService {
    @Test
    void saysThatThereIsNothingToSubscribeTo() {
        Answer key = inbox.get("/notifications/push-key");
        Answer subscription = inbox.put(
                "/notifications/push-subscriptions/phone",
                new Browser().subscription("https://fcm.googleapis.com/fcm/send/abc"));

        assertThat(key.status()).isEqualTo(404);
        assertThat(key.body().path("code").textValue()).isEqualTo("not_found");
        assertThat(key.body().path("detail").textValue()).contains("Web Push");
        assertThat(subscription.status()).isEqualTo(404);
    }
}
