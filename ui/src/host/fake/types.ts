import type { ChannelInfo } from '../../bindings/ChannelInfo';
import type { Message } from '../../bindings/Message';

export type Channel = ChannelInfo;

/** A message with what every fake message has in common left out. */
export type NewMessage = Partial<Message> & Pick<Message, 'content' | 'at'>;
