/**
 * The hatch of the gateway: what people upstairs may ask of live calls, and what they are told.
 *
 * <p>Start reading at {@link io.mitschnitt.gateway.contract.GatewayDoors}.
 */
@NullMarked
package io.mitschnitt.gateway.contract;

import org.jspecify.annotations.NullMarked;
