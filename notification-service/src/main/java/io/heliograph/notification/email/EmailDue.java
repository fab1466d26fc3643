package io.heliograph.notification.email;

import io.heliograph.notification.push.DueNotification;

/**
 * A notification whose time to be sent by e-mail has come.
 *
 * @param onScreens whether it is where devices acknowledge
 */
public record EmailDue(DueNotification notification, boolean onScreens) {}
