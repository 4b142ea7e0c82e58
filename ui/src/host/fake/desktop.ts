import type { Desktop, Told, TrayState } from '../desktop';
import { Listeners, type Unsubscribe } from '../host';

/** A desktop in memory. */
export class FakeDesktop implements Desktop {
	tray: TrayState | null = null;
	atLogin = false;
	zoom = 100;
	#told = new Listeners<Told>();

	setTray(state: TrayState): void {
		this.tray = state;
	}

	startsAtLogin(): Promise<boolean> {
		return Promise.resolve(this.atLogin);
	}

	startAtLogin(on: boolean): Promise<void> {
		this.atLogin = on;
		return Promise.resolve();
	}

	setZoom(percent: number): void {
		this.zoom = percent;
	}

	onTold(listener: (told: Told) => void): Unsubscribe {
		return this.#told.add(listener);
	}

	/** What tests and scenes do. */
	tell(told: Told): void {
		this.#told.tell(told);
	}
}
