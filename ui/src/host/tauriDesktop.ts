import { Channel, invoke } from '@tauri-apps/api/core';
import type { Desktop, Told, TrayState } from './desktop';
import { Listeners, type Unsubscribe } from './host';

/** The window of the desktop program and its tray. */
export class TauriDesktop implements Desktop {
	setTray(state: TrayState): void {
		quietly(invoke('set_tray', { state }));
	}

	startsAtLogin(): Promise<boolean> {
		return invoke<boolean>('starts_at_login');
	}

	async startAtLogin(on: boolean): Promise<void> {
		await invoke('start_at_login', { on });
	}

	setZoom(percent: number): void {
		quietly(invoke('set_zoom', { factor: percent / 100 }));
	}

	onTold(listener: (told: Told) => void): Unsubscribe {
		const listeners = new Listeners<Told>();
		const unsubscribe = listeners.add(listener);
		quietly(invoke('listen', { channel: new Channel<Told>((told) => listeners.tell(told)) }));
		return unsubscribe;
	}
}

/** Comforts that do not come are worth a line and no more. */
function quietly(call: Promise<unknown>): void {
	call.catch((error: unknown) => console.warn('The window did not follow', error));
}
